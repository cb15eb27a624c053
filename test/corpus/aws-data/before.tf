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
  default   = "canary-db-pass-41"
}

resource "aws_db_instance" "orders" {
  identifier          = "orders"
  engine              = "postgres"
  engine_version      = "16.3"
  instance_class      = "db.m6g.large"
  allocated_storage   = 100
  username            = "orders"
  password            = var.password
  deletion_protection = true
}

resource "aws_s3_bucket" "logs" {
  bucket        = "logs"
  force_destroy = true
}

resource "aws_dynamodb_table" "sessions" {
  name         = "sessions"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_ebs_volume" "models" {
  availability_zone = "eu-north-1a"
  size              = 500
}

resource "aws_kms_key" "data" {
  description = "data at rest"
}

resource "aws_sns_topic" "alerts" {
  name = "alerts"
}

resource "aws_cloudwatch_log_group" "app" {
  name              = "app"
  retention_in_days = 365
}
