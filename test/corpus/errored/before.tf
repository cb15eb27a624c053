resource "terraform_data" "app" {
  input = "1.0.0"
}
