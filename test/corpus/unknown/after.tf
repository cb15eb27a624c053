resource "terraform_data" "id" {
  triggers_replace = [2]
}

resource "terraform_data" "user" {
  input = { id = terraform_data.id.id, mode = "on" }
}

output "id" {
  value = terraform_data.id.id
}
