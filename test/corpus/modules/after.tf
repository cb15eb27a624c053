module "gateway" {
  source = "./service"
  name   = "gateway"
  size   = 2
}

moved {
  from = module.api
  to   = module.gateway
}

module "region" {
  for_each = { north = 2, west = 1 }
  source   = "./service"
  name     = each.key
  size     = each.value
}

resource "terraform_data" "new" {
  input = "renamed only"
}

moved {
  from = terraform_data.old
  to   = terraform_data.new
}

removed {
  from = terraform_data.left
  lifecycle {
    destroy = false
  }
}

resource "terraform_data" "found" {
}

import {
  to = terraform_data.found
  id = "found-elsewhere"
}

output "nodes" {
  value = module.gateway.nodes
}
