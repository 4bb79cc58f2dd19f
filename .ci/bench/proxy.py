"""A server on this machine between a tool and ministack: counts the calls, and makes each wait.

Prints its port when it listens. GET /_bench/begin?delay=60 begins a count with that many milliseconds before each call;
GET /_bench/end answers the calls since, one a line.
"""

import http.client
import http.server
import sys
import threading
import time
import urllib.parse

HOP = {"connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "expect"}


class Proxy(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    upstream = None
    delay = 0.0
    calls = []
    lock = threading.Lock()
    kept = threading.local()

    def handle_any(self):
        body = self.body()
        url = urllib.parse.urlsplit(self.path)
        if url.path.startswith("/_bench/"):
            return self.control(url)
        with Proxy.lock:
            Proxy.calls.append(name(self, body))
        time.sleep(Proxy.delay)
        status, headers, answer = self.forward(body)
        self.send_response_only(status)
        for key, value in headers:
            if key.lower() not in HOP and key.lower() != "content-length":
                self.send_header(key, value)
        length = dict((key.lower(), value) for key, value in headers).get("content-length", "0")
        self.send_header("Content-Length", length if self.command == "HEAD" else str(len(answer)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer)

    def forward(self, body):
        headers = [(key, value) for key, value in self.headers.items() if key.lower() not in HOP | {"content-length"}]
        for attempt in (1, 2):
            connection = getattr(Proxy.kept, "connection", None)
            if connection is None:
                connection = Proxy.kept.connection = http.client.HTTPConnection(*Proxy.upstream)
            try:
                connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
                for key, value in headers:
                    connection.putheader(key, value)
                connection.putheader("Content-Length", str(len(body)))
                connection.endheaders(body)
                answer = connection.getresponse()
                return answer.status, answer.getheaders(), answer.read()
            except (http.client.HTTPException, OSError):
                Proxy.kept.connection = None
                if attempt == 2:
                    raise

    def body(self):
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            parts = []
            while size := int(self.rfile.readline().split(b";")[0], 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            while self.rfile.readline().strip():
                pass
            return b"".join(parts)
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def control(self, url):
        with Proxy.lock:
            if url.path.endswith("begin"):
                Proxy.delay = int(urllib.parse.parse_qs(url.query)["delay"][0]) / 1000
                Proxy.calls = []
            answer = "\n".join(Proxy.calls).encode()
        self.send_response_only(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = do_PATCH = handle_any

    def log_message(self, *_):
        pass


def name(request, body):
    """What a call is called, as far as its protocol tells."""
    if target := request.headers.get("X-Amz-Target"):
        return target.split(".")[-1]
    form = urllib.parse.parse_qs(body.decode("latin-1")) if request.command == "POST" else {}
    if "Action" in form:
        return form["Action"][0]
    return request.command + " " + urllib.parse.urlsplit(request.path).path


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


if __name__ == "__main__":
    Proxy.upstream = ("127.0.0.1", int(sys.argv[1]))
    server = Server(("127.0.0.1", 0), Proxy)
    print(server.server_address[1], flush=True)
    server.serve_forever()
