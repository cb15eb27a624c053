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

variable "password" {
  sensitive = true
  default   = "canary-db-pass-42"
}

resource "aws_db_instance" "orders" {
  identifier          = "orders"
  engine              = "postgres"
  engine_version      = "16.3"
  instance_class      = "db.m6g.large"
  allocated_storage   = 100
  username            = "orders"
  password            = var.password
  storage_encrypted   = true
  deletion_protection = false
  skip_final_snapshot = true
}

resource "aws_dynamodb_table" "sessions" {
  name         = "sessions"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "tenant"
  attribute {
    name = "tenant"
    type = "S"
  }
}

removed {
  from = aws_ebs_volume.models
  lifecycle {
    destroy = false
  }
}

resource "aws_cloudwatch_log_group" "app" {
  name              = "app"
  retention_in_days = 7
}
