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
    replicas: 3
    image:
      repository: registry.example.com/cache
      tag: "7.4.0"
    adminPassword: canary-by-name-9
    config: |
      maxmemory 2gb
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
      { apiVersion = "v1", kind = "ConfigMap", metadata = { name = "settings" }, data = { mode = "fast" } },
      { apiVersion = "v1", kind = "Service", metadata = { name = "worker" }, spec = { type = "NodePort", ports = [{ port = 80 }] } },
    ]
  })]
}
