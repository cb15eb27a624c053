variable "name" {
  type = string
}

variable "size" {
  type = number
}

resource "terraform_data" "node" {
  count            = var.size
  input            = "${var.name}-${count.index}"
  triggers_replace = [var.name]
  lifecycle {
    create_before_destroy = true
  }
}

output "nodes" {
  value = terraform_data.node[*].output
}
