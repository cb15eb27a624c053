resource "terraform_data" "certificate" {
  input = "2026-01-31"
}

check "certificate" {
  assert {
    condition     = timecmp("${terraform_data.certificate.input}T00:00:00Z", "2026-06-01T00:00:00Z") > 0
    error_message = "The certificate ends on ${terraform_data.certificate.input}."
  }
}
