"""Conditions written as Python expressions: Key('id').eq('a') & Attr('n').gt(1)."""


class Condition:
    def __init__(self, form, *values):
        self.form, self.values = form, values

    def __and__(self, other):
        return Condition("({} AND {})", self, other)

    def __or__(self, other):
        return Condition("({} OR {})", self, other)

    def __invert__(self):
        return Condition("(NOT {})", self)


class _Attribute:
    def __init__(self, name):
        self.name = name

    def _is(self, form, *values):
        return Condition(form, self, *values)

    def eq(self, value):
        return self._is("{} = {}", value)

    def lt(self, value):
        return self._is("{} < {}", value)

    def lte(self, value):
        return self._is("{} <= {}", value)

    def gt(self, value):
        return self._is("{} > {}", value)

    def gte(self, value):
        return self._is("{} >= {}", value)

    def begins_with(self, value):
        return self._is("begins_with({}, {})", value)

    def between(self, low, high):
        return self._is("{} BETWEEN {} AND {}", low, high)


class Key(_Attribute):
    pass


class Attr(_Attribute):
    def ne(self, value):
        return self._is("{} <> {}", value)

    def is_in(self, values):
        return self._is("{} IN (" + ", ".join(["{}"] * len(values)) + ")", *values)

    def exists(self):
        return self._is("attribute_exists({})")

    def not_exists(self):
        return self._is("attribute_not_exists({})")

    def contains(self, value):
        return self._is("contains({}, {})", value)

    def attribute_type(self, value):
        return self._is("attribute_type({}, {})", value)

    def size(self):
        return _Size(self.name)


class _Size(Attr):
    pass


class Writer:
    """Turns conditions into expressions with placeholders."""

    def __init__(self):
        self.names, self.values = {}, {}

    def write(self, part):
        if isinstance(part, Condition):
            return part.form.format(*(self.write(value) for value in part.values))
        if isinstance(part, _Attribute):
            path = ".".join(self._name(name) for name in part.name.split("."))
            return f"size({path})" if isinstance(part, _Size) else path
        placeholder = f":v{len(self.values)}"
        self.values[placeholder] = part
        return placeholder

    def _name(self, name):
        placeholder = f"#n{len(self.names)}"
        bare, bracket, index = name.partition("[")
        self.names[placeholder] = bare
        return placeholder + bracket + index
