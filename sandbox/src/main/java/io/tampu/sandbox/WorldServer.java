package io.tampu.sandbox;

import io.tampu.sandbox.faults.Sabotage;
import io.tampu.sandbox.web.Answer;
import io.tampu.sandbox.web.Call;
import io.tampu.sandbox.web.Query;
import io.tampu.sandbox.web.Router;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty, and nothing that the rest of the world need know of it. Each request has a virtual thread of its own. */
final class WorldServer {

    private static final int LARGEST_BODY_BYTES = 1024 * 1024;
    private static final int CARRIERS = 16;
    private static final long IDLE_MILLIS = 120_000;

    private final Server server;
    private final ServerConnector connector;

    WorldServer(int port, Router router, Sabotage sabotage) {
        var pool = new QueuedThreadPool(CARRIERS, 4);
        pool.setName("world");
        pool.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("call-"));
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        this.server = new Server(pool);
        this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setAcceptQueueSize(1024);
        server.addConnector(connector);
        server.setHandler(new Calls(router, sabotage));
    }

    /** Throws when the port is taken. */
    void start() throws Exception {
        server.start();
    }

    void stop() throws Exception {
        server.stop();
    }

    int port() {
        return connector.getLocalPort();
    }

    private static final class Calls extends Handler.Abstract {

        private final Router router;
        private final Sabotage sabotage;

        Calls(Router router, Sabotage sabotage) {
            this.router = router;
            this.sabotage = sabotage;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws IOException {
            send(request, answerTo(request), response, callback);
            return true;
        }

        private Answer answerTo(Request request) throws IOException {
            byte[] body;
            try (var in = Content.Source.asInputStream(request)) {
                body = in.readNBytes(LARGEST_BODY_BYTES + 1);
            }
            if (body.length > LARGEST_BODY_BYTES) {
                return Answer.refused(413, "a body has at most " + LARGEST_BODY_BYTES + " bytes");
            }
            try {
                return sabotage.answer(router.find(call(request, body)));
            } catch (RuntimeException broken) {
                broken.printStackTrace();
                return Answer.refused(500, "the world itself is broken: " + broken);
            }
        }

        private static Call call(Request request, byte[] body) {
            var uri = request.getHttpURI();
            var headers = new HashMap<String, String>();
            for (var field : request.getHeaders()) {
                headers.putIfAbsent(field.getName().toLowerCase(Locale.ROOT), String.valueOf(field.getValue()));
            }
            var query = uri.getQuery();
            return new Call(
                    request.getMethod(),
                    uri.getPath(),
                    List.of(),
                    Query.read(query == null ? "" : query),
                    headers,
                    body,
                    Request.getRemoteAddr(request));
        }

        private static void send(Request request, Answer answer, Response response, Callback callback)
                throws IOException {
            switch (answer) {
                case Answer.Dropped dropped -> {
                    var cut = new EofException("cut by a fault");
                    request.getConnectionMetaData()
                            .getConnection()
                            .getEndPoint()
                            .close(cut);
                    callback.failed(cut);
                }
                case Answer.Whole whole -> {
                    response.setStatus(whole.status());
                    whole.headers()
                            .forEach((name, value) -> response.getHeaders().put(name, value));
                    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, whole.body().length);
                    response.write(true, ByteBuffer.wrap(whole.body()), callback);
                }
                case Answer.Streamed streamed -> {
                    response.setStatus(streamed.status());
                    streamed.headers()
                            .forEach((name, value) -> response.getHeaders().put(name, value));
                    try (OutputStream out = Content.Sink.asOutputStream(response)) {
                        streamed.body().to(out);
                    } catch (IOException gone) {
                        callback.failed(gone);
                        return;
                    }
                    callback.succeeded();
                }
            }
        }
    }
}
