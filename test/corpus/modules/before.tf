module "api" {
  source = "./service"
  name   = "api"
  size   = 3
}

module "region" {
  for_each = { north = 2, south = 1 }
  source   = "./service"
  name     = each.key
  size     = each.value
}

resource "terraform_data" "old" {
  input = "renamed only"
}

resource "terraform_data" "left" {
  input = "goes on by itself"
}

output "nodes" {
  value = module.api.nodes
}
