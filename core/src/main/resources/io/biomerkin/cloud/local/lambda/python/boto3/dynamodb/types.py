"""Python values to DynamoDB's typed ones and back."""

import decimal


class Binary:
    def __init__(self, value):
        self.value = bytes(value)

    def __eq__(self, other):
        return self.value == (other.value if isinstance(other, Binary) else other)

    def __hash__(self):
        return hash(self.value)

    def __bytes__(self):
        return self.value


class TypeSerializer:
    def serialize(self, value):
        if value is None:
            return {"NULL": True}
        if isinstance(value, bool):
            return {"BOOL": value}
        if isinstance(value, str):
            return {"S": value}
        if isinstance(value, (int, decimal.Decimal)):
            return {"N": self._number(value)}
        if isinstance(value, float):
            raise TypeError("Float types are not supported. Use Decimal types instead.")
        if isinstance(value, (bytes, bytearray, Binary)):
            return {"B": bytes(value)}
        if isinstance(value, (set, frozenset)):
            return self._set(value)
        if isinstance(value, (list, tuple)):
            return {"L": [self.serialize(item) for item in value]}
        if isinstance(value, dict):
            return {"M": {key: self.serialize(item) for key, item in value.items()}}
        raise TypeError(f'Unsupported type "{type(value)}" for value "{value}"')

    @staticmethod
    def _number(value):
        number = decimal.Decimal(value)
        if not number.is_finite():
            raise TypeError("Infinity and NaN not supported")
        return str(number)

    def _set(self, values):
        kinds = {next(iter(self.serialize(value))) for value in values}
        if len(kinds) != 1 or not kinds <= {"S", "N", "B"}:
            raise TypeError(f'Unsupported type "{type(values)}" for value "{values}"')
        kind = kinds.pop()
        return {kind + "S": [self.serialize(value)[kind] for value in values]}


class TypeDeserializer:
    def deserialize(self, value):
        ((kind, content),) = value.items()
        match kind:
            case "NULL":
                return None
            case "BOOL" | "S":
                return content
            case "N":
                return decimal.Decimal(content)
            case "B":
                return Binary(content)
            case "SS":
                return set(content)
            case "NS":
                return {decimal.Decimal(number) for number in content}
            case "BS":
                return {Binary(item) for item in content}
            case "L":
                return [self.deserialize(item) for item in content]
            case "M":
                return {key: self.deserialize(item) for key, item in content.items()}
        raise TypeError(f"Dynamodb type {kind} is not supported")
