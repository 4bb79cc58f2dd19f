"""Tables in plain Python values: boto3.resource('dynamodb').Table('name')."""

from boto3.dynamodb.conditions import Condition, Writer
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from botocore.client import client_for

_TO, _FROM = TypeSerializer().serialize, TypeDeserializer().deserialize
_ITEMS_IN = ("Item", "Key", "ExclusiveStartKey", "ExpressionAttributeValues")
_ITEM_OUT = ("Item", "Attributes", "LastEvaluatedKey")
_CONDITIONS = ("KeyConditionExpression", "FilterExpression", "ConditionExpression")


def _written(params):
    """The parameters with conditions as text and every item typed."""
    params, writer = dict(params), Writer()
    for name in _CONDITIONS:
        if isinstance(params.get(name), Condition):
            params[name] = writer.write(params[name])
    if writer.names:
        params["ExpressionAttributeNames"] = {**params.get("ExpressionAttributeNames", {}), **writer.names}
    if writer.values:
        params["ExpressionAttributeValues"] = {**params.get("ExpressionAttributeValues", {}), **writer.values}
    for name in _ITEMS_IN:
        if name in params:
            params[name] = _item_in(params[name])
    return params


def _item_in(item):
    return {key: _TO(value) for key, value in item.items()}


def _item_out(item):
    return {key: _FROM(value) for key, value in item.items()}


def _read(answer):
    for name in _ITEM_OUT:
        if name in answer:
            answer[name] = _item_out(answer[name])
    if "Items" in answer:
        answer["Items"] = [_item_out(item) for item in answer["Items"]]
    return answer


class Table:
    def __init__(self, name):
        self.name = self.table_name = name
        self._client = client_for("dynamodb")

    def _call(self, operation, params):
        return _read(getattr(self._client, operation)(TableName=self.name, **_written(params)))

    def get_item(self, **params):
        return self._call("get_item", params)

    def put_item(self, **params):
        return self._call("put_item", params)

    def update_item(self, **params):
        return self._call("update_item", params)

    def delete_item(self, **params):
        return self._call("delete_item", params)

    def query(self, **params):
        answer = self._call("query", params)
        answer.setdefault("Items", [])
        return answer

    def scan(self, **params):
        answer = self._call("scan", params)
        answer.setdefault("Items", [])
        return answer

    def batch_writer(self, **options):
        return _BatchWriter(self)


class _BatchWriter:
    """Writes in batches of 25, and again what the table did not take."""

    def __init__(self, table):
        self._table, self._waiting = table, []

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None:
            while self._waiting:
                self._flush()

    def put_item(self, Item):
        self._add({"PutRequest": {"Item": _item_in(Item)}})

    def delete_item(self, Key):
        self._add({"DeleteRequest": {"Key": _item_in(Key)}})

    def _add(self, request):
        self._waiting.append(request)
        if len(self._waiting) >= 25:
            self._flush()

    def _flush(self):
        batch, self._waiting = self._waiting[:25], self._waiting[25:]
        answer = self._table._client.batch_write_item(RequestItems={self._table.name: batch})
        self._waiting.extend(answer.get("UnprocessedItems", {}).get(self._table.name, []))


class Resource:
    def __init__(self):
        self.meta = type("Meta", (), {"client": client_for("dynamodb")})()

    def Table(self, name):
        return Table(name)
