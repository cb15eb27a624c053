variable "token" {
  sensitive = true
  default   = "canary-token-2\"quoted"
}

resource "terraform_data" "login" {
  input = { user = "svc", token = var.token, DB_PASSWORD = "canary-unmarked-2" }
}

resource "terraform_data" "copies" {
  input = {
    header = sensitive(base64encode("svc:${var.token}"))
    url    = nonsensitive("https://svc:${var.token}@example.com/?v=2")
    kept   = nonsensitive(base64encode(var.token))
  }
}

output "token" {
  value     = var.token
  sensitive = true
}
