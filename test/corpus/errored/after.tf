resource "terraform_data" "app" {
  input = "2.0.0"
}

resource "terraform_data" "after_migration" {
  input = "2.0.0"
  lifecycle {
    precondition {
      condition     = terraform_data.app.input == "1.0.0"
      error_message = "The migration of 2.0.0 has not run."
    }
  }
}
