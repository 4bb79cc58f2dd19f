"""A small AWS in memory, in the place of aws.client."""

import contextlib
import io
import json
import os
from unittest import mock

NAMES = {
    "CACHE_TABLE": "cache",
    "WORKFLOW_TABLE": "workflows",
    "SEQUENCE_BUCKET": "sequences",
    "REPORTS_BUCKET": "reports",
    **{f"AGENT_{name.upper()}": name for name in ("genomics", "proteomics", "literature", "drug", "decision")},
}


class ServiceError(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.response = {"Error": {"Code": code}}


class Aws:
    """Objects, items and functions; as much of the services as the agents use."""

    def __init__(self, functions=None):
        self.objects, self.items, self.functions = {}, {}, functions or {}

    @contextlib.contextmanager
    def installed(self):
        with mock.patch("aws.client", lambda service: self), mock.patch.dict(os.environ, NAMES):
            yield self

    def get_object(self, Bucket, Key):
        if (Bucket, Key) not in self.objects:
            raise ServiceError("NoSuchKey")
        return {"Body": io.BytesIO(self.objects[Bucket, Key])}

    def put_object(self, Bucket, Key, Body, ContentType):
        self.objects[Bucket, Key] = Body

    def get_item(self, TableName, Key):
        item = self.items.get((TableName, Key["cache_key"]["S"], 0))
        return {"Item": item} if item else {}

    def put_item(self, TableName, Item):
        key = Item.get("workflow_id") or Item["cache_key"]
        self.items[TableName, key["S"], int(Item.get("timestamp", {"N": "0"})["N"])] = Item

    def query(self, TableName, ExpressionAttributeValues, Limit, **rest):
        wanted = ExpressionAttributeValues[":id"]["S"]
        keys = [key for key in self.items if key[:2] == (TableName, wanted)]
        return {"Items": [self.items[key] for key in sorted(keys, reverse=True)[:Limit]]}

    def invoke(self, FunctionName, Payload):
        try:
            result, failed = self.functions[FunctionName](json.loads(Payload)), {}
        except Exception as e:
            result, failed = {"errorMessage": str(e), "errorType": type(e).__name__}, {"FunctionError": "Unhandled"}
        return {"Payload": io.BytesIO(json.dumps(result).encode("utf-8")), **failed}
