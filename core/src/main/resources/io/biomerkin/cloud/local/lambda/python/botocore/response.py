import io


class StreamingBody(io.BytesIO):
    """A body that was read already."""

    def iter_chunks(self, chunk_size=1024):
        return iter(lambda: self.read(chunk_size), b"")

    def iter_lines(self, chunk_size=1024, keepends=False):
        for line in self:
            yield line if keepends else line.rstrip(b"\r\n")
