"""Clients that send every operation down the channel."""

import os

import biomerkin_channel as channel
from botocore import exceptions
from botocore.response import StreamingBody

# What a page tells, and where the next call takes it.
_PAGES = (
    ("NextContinuationToken", "ContinuationToken"),
    ("LastEvaluatedKey", "ExclusiveStartKey"),
    ("NextMarker", "Marker"),
    ("NextToken", "NextToken"),
    ("nextToken", "nextToken"),
    ("position", "position"),
)
_STREAMS = {("s3", "get_object"): "Body", ("lambda", "invoke"): "Payload"}


class _Exceptions:
    ClientError = exceptions.ClientError

    def __getattr__(self, code):
        return exceptions.for_code(code)


class _Meta:
    def __init__(self, service):
        self.service_name = service
        self.region_name = os.environ.get("AWS_REGION")


class Client:
    def __init__(self, service):
        self._service = service
        self.meta = _Meta(service)
        self.exceptions = _Exceptions()

    def __getattr__(self, operation):
        if operation.startswith("_"):
            raise AttributeError(operation)

        def call(**params):
            return self._call(operation, params)

        call.__name__ = operation
        return call

    def get_paginator(self, operation):
        return _Paginator(self, operation)

    def can_paginate(self, operation):
        return operation.startswith(("list_", "describe_", "scan", "query", "get_parameters_by_path"))

    def get_waiter(self, name):
        raise NotImplementedError(f"the embedded cloud has no waiters; '{name}' is true when its call returned")

    def generate_presigned_url(self, *args, **options):
        raise NotImplementedError("the embedded cloud has no addresses to presign")

    def close(self):
        pass

    def upload_file(self, Filename, Bucket, Key, ExtraArgs=None, **options):
        with open(Filename, "rb") as file:
            self.put_object(Bucket=Bucket, Key=Key, Body=file.read(), **(ExtraArgs or {}))

    def upload_fileobj(self, Fileobj, Bucket, Key, ExtraArgs=None, **options):
        self.put_object(Bucket=Bucket, Key=Key, Body=Fileobj.read(), **(ExtraArgs or {}))

    def download_file(self, Bucket, Key, Filename, **options):
        with open(Filename, "wb") as file:
            file.write(self.get_object(Bucket=Bucket, Key=Key)["Body"].read())

    def download_fileobj(self, Bucket, Key, Fileobj, **options):
        Fileobj.write(self.get_object(Bucket=Bucket, Key=Key)["Body"].read())

    def _call(self, operation, params):
        answer = channel.call(self._service, operation, params)
        error = answer.get("error")
        if error:
            raise _raised(error, operation)
        result = answer["result"]
        stream = _STREAMS.get((self._service, operation))
        if stream:
            result[stream] = StreamingBody(result.get(stream, b""))
        result["ResponseMetadata"] = {
            "HTTPStatusCode": answer.get("status", 200), "RequestId": "embedded", "HTTPHeaders": {}, "RetryAttempts": 0,
        }  # fmt: skip
        return result


class _Paginator:
    def __init__(self, client, operation):
        self._client, self._operation = client, operation

    def paginate(self, PaginationConfig=None, **params):
        size = (PaginationConfig or {}).get("PageSize")
        if size:
            params["MaxKeys" if self._operation.startswith("list_objects") else "Limit"] = size
        while True:
            page = self._client._call(self._operation, params)
            yield page
            following = {into: page[told] for told, into in _PAGES if page.get(told)}
            if not following:
                return
            params = {**params, **following}


def _raised(error, operation):
    kind = error.get("kind")
    if kind == "parameters":
        return exceptions.ParamValidationError(error["message"])
    if kind == "unknown":
        return NotImplementedError(error["message"])
    name = error.get("operation") or operation
    response = {
        "Error": {"Code": error["code"], "Message": error["message"]},
        "ResponseMetadata": {"HTTPStatusCode": error["status"], "RequestId": "embedded", "HTTPHeaders": {}},
    }
    return exceptions.for_code(error["code"])(response, name)


BaseClient = Client


def client_for(service):
    return Client(service)
