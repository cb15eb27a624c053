terraform {
  required_providers {
    kubernetes = {
      source  = "hashicorp/kubernetes"
      version = "2.38.0"
    }
  }
}

resource "kubernetes_config_map_v1" "settings" {
  metadata {
    name = "settings"
  }
  data = { mode = "safe", retries = "3" }
}

resource "kubernetes_cluster_role_v1" "viewer" {
  metadata {
    name = "viewer"
  }
  rule {
    api_groups = [""]
    resources  = ["pods"]
    verbs      = ["get"]
  }
}

resource "kubernetes_cluster_role_binding_v1" "viewer" {
  metadata {
    name = "viewer"
  }
  role_ref {
    api_group = "rbac.authorization.k8s.io"
    kind      = "ClusterRole"
    name      = "viewer"
  }
  subject {
    kind      = "Group"
    name      = "support"
    api_group = "rbac.authorization.k8s.io"
  }
}
