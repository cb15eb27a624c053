variable "password" {
  default   = "canary-tofu-4711"
  sensitive = true
}

resource "terraform_data" "web" {
  for_each = toset(["a", "b", "c"])
  input    = { name = each.key, replicas = 2 }
}

resource "terraform_data" "login" {
  input = { password = var.password }
}

resource "terraform_data" "left" {
  input = "stays where it is"
}
