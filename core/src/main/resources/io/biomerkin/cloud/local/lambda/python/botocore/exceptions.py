class BotoCoreError(Exception):
    pass


class ParamValidationError(BotoCoreError):
    def __init__(self, report):
        super().__init__(f"Parameter validation failed:\n{report}")


class UnknownServiceError(BotoCoreError):
    pass


class NoCredentialsError(BotoCoreError):
    pass


class EndpointConnectionError(BotoCoreError):
    pass


class ConnectTimeoutError(BotoCoreError):
    pass


class ReadTimeoutError(BotoCoreError):
    pass


class OperationNotPageableError(BotoCoreError):
    pass


class ClientError(Exception):
    """What a service answered with an error."""

    def __init__(self, error_response, operation_name):
        error = error_response.get("Error", {})
        super().__init__(
            f"An error occurred ({error.get('Code', 'Unknown')}) when calling the"
            f" {operation_name} operation: {error.get('Message', 'Unknown')}"
        )
        self.response = error_response
        self.operation_name = operation_name


_by_code = {}


def for_code(code):
    """The class of a service's error, e.g. client.exceptions.ResourceNotFoundException."""
    if code not in _by_code:
        _by_code[code] = type(code, (ClientError,), {})
    return _by_code[code]
