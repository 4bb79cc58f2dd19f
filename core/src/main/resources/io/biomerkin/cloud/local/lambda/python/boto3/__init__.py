"""boto3 of the embedded cloud: the same calls, answered by the cloud that runs the function."""

from boto3.session import Session
from botocore.client import client_for

__version__ = "1.0.embedded"


def client(service_name, **options):
    return client_for(service_name)


def resource(service_name, **options):
    return Session().resource(service_name)


def setup_default_session(**options):
    pass
