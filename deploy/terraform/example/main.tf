# Example: the baseline, and a role for the service that runs on ECS.

terraform {
  required_version = ">= 1.6"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

# The account and the region of the provider are those of the baseline.
provider "aws" {
  region = "eu-central-1"
}

module "waybill" {
  source = "../"
}

# The name is the setting waybill.service.role.
resource "aws_iam_role" "waybill" {
  name               = "waybill"
  assume_role_policy = data.aws_iam_policy_document.waybill.json
}

data "aws_iam_policy_document" "waybill" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy_attachment" "waybill" {
  role       = aws_iam_role.waybill.name
  policy_arn = module.waybill.service_policy_arn
}

# Environment variables of the service's container.
output "environment" {
  description = "Settings that name resources of the module"
  value = {
    WAYBILL_QUEUE = module.waybill.queue_url
  }
}
