terraform {
  required_providers {
    helm = {
      source  = "hashicorp/helm"
      version = "3.1.1"
    }
  }
}

variable "password" {
  sensitive = true
  default   = "canary-helm-pass-7"
}

resource "helm_release" "cache" {
  name      = "cache"
  namespace = "default"
  chart     = "./small"
  values = [<<-EOT
    replicas: 1
    image:
      repository: registry.example.com/cache
      tag: "7.2.4"
    adminPassword: canary-by-name-9
    config: |
      maxmemory 1gb
      appendonly yes
    EOT
  ]
  set_sensitive = [{ name = "auth.password", value = var.password }]
}

resource "helm_release" "queues" {
  name      = "queues"
  namespace = "default"
  chart     = "./small"
  values = [jsonencode({
    extraObjects = [
      { apiVersion = "v1", kind = "ConfigMap", metadata = { name = "settings" }, data = { mode = "safe" } },
      { apiVersion = "v1", kind = "ServiceAccount", metadata = { name = "worker" } },
    ]
  })]
}

resource "helm_release" "legacy" {
  name      = "legacy"
  namespace = "default"
  chart     = "./small"
}
