terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region                      = "eu-north-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

resource "aws_iam_role" "eks" {
  name = "eks"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "eks.amazonaws.com" } }]
  })
}

resource "aws_eks_cluster" "main" {
  name     = "main"
  role_arn = aws_iam_role.eks.arn
  version  = "1.32"
  vpc_config {
    subnet_ids             = ["subnet-0a", "subnet-0b"]
    endpoint_public_access = true
    public_access_cidrs    = ["0.0.0.0/0"]
  }
}

resource "aws_eks_node_group" "gpu" {
  for_each        = toset(["a", "b"])
  cluster_name    = aws_eks_cluster.main.name
  node_group_name = "gpu-${each.key}"
  node_role_arn   = aws_iam_role.eks.arn
  subnet_ids      = ["subnet-0${each.key}"]
  instance_types  = ["p5.48xlarge"]
  scaling_config {
    desired_size = 2
    max_size     = 4
    min_size     = 1
  }
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_eks_addon" "cni" {
  cluster_name  = aws_eks_cluster.main.name
  addon_name    = "vpc-cni"
  addon_version = "v1.19.2-eksbuild.1"
}
