"""DynamoDB in plain Python values."""
