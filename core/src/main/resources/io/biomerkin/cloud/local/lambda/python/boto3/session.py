import os

from botocore.client import client_for


class Session:
    def __init__(self, **options):
        self.region_name = options.get("region_name") or os.environ.get("AWS_REGION")

    def client(self, service_name, **options):
        return client_for(service_name)

    def resource(self, service_name, **options):
        if service_name == "dynamodb":
            from boto3.dynamodb.table import Resource

            return Resource()
        raise NotImplementedError(
            f"the embedded cloud has no boto3.resource('{service_name}'); use boto3.client('{service_name}')"
        )
