variable "password" {
  default   = "canary-tofu-4712"
  sensitive = true
}

resource "terraform_data" "web" {
  for_each = toset(["a", "b", "c"])
  input    = { name = each.key, replicas = 3 }
}

resource "terraform_data" "account" {
  input = { password = var.password }
}

moved {
  from = terraform_data.login
  to   = terraform_data.account
}

removed {
  from = terraform_data.left
  lifecycle {
    destroy = false
  }
}
