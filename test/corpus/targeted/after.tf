resource "terraform_data" "network" {
  input = "10.8.0.0/16"
}

resource "terraform_data" "app" {
  input = "1.1.0"
}
