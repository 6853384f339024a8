package io.tampu.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Asks others over HTTP, once. Retries, redirects and cookies are off: a retry that nobody wrote down is a second sale.
 * Tells apart what provably did nothing from what may have arrived.
 */
public final class OutsideHttp implements AutoCloseable {

    /** No answer that we read is larger; more than this is not an answer but an accident. */
    public static final int MAX_ANSWER_BYTES = 2_000_000;

    /** Of a stranger's answer only the status counts; some send a page with it. */
    private static final int MAX_STRANGER_BYTES = 64_000;

    private static final int MAX_STRANGER_LINE = 8_192;
    private static final int MAX_STRANGER_HEADERS = 100;

    private static final int MAX_CONNECTIONS = 256;
    /** Shorter than any exchange may take, so that a request that never left is known not to have left. */
    private static final Duration WAIT_FOR_PLACE = Duration.ofSeconds(1);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    /** A pooled connection idle for longer is looked at before use: most silent deaths are found before the order is sent. */
    private static final TimeValue VALIDATE_AFTER = TimeValue.ofMilliseconds(500);

    /** What came back. */
    public sealed interface Answer {
        /** A whole answer. Header names are in lower case. */
        record Answered(int status, Map<String, String> headers, byte[] body) implements Answer {}

        /** The connection was never made: the other side has not seen the request. */
        record NotSent(String what) implements Answer {}

        /** The request may or may not have arrived. */
        record Silent(String what) implements Answer {}
    }

    /**
     * @param timeout bound on the whole exchange, from the first byte out to the last byte in
     */
    public record Request(
            String method, URI uri, Map<String, String> headers, byte @Nullable [] body, Duration timeout) {}

    /** Name resolution of the library, through the guard. */
    private record Guarded(AddressGuard guard) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return guard.find(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private final int mostBytes;
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor watchdog;

    public OutsideHttp() {
        this(PoolingHttpClientConnectionManagerBuilder.create(), MAX_ANSWER_BYTES);
    }

    /**
     * Asks those whom strangers have named: only where the guard allows it, judged by the address that is connected to, and
     * with little patience for long answers.
     */
    public OutsideHttp(AddressGuard guard) {
        this(
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new Guarded(guard))
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxLineLength(MAX_STRANGER_LINE)
                                        .setMaxHeaderCount(MAX_STRANGER_HEADERS)
                                        .build())
                                .build()),
                MAX_STRANGER_BYTES);
    }

    private OutsideHttp(PoolingHttpClientConnectionManagerBuilder builder, int mostBytes) {
        this.mostBytes = mostBytes;
        var connections = builder.setMaxConnTotal(MAX_CONNECTIONS)
                .setMaxConnPerRoute(MAX_CONNECTIONS)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(CONNECT_TIMEOUT))
                        .setValidateAfterInactivity(VALIDATE_AFTER)
                        .build())
                .setDefaultSocketConfig(
                        SocketConfig.custom().setTcpNoDelay(true).build())
                .build();
        client = HttpClients.custom()
                .setConnectionManager(connections)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableDefaultUserAgent()
                .build();
        watchdog = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("outside-http-watchdog").factory());
        watchdog.setRemoveOnCancelPolicy(true);
        watchdog.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Asks once. Never throws for what happens on the wire. */
    public Answer ask(Request request) {
        var wire = new HttpUriRequestBase(request.method(), request.uri());
        request.headers().forEach(wire::setHeader);
        if (request.body() != null) {
            wire.setEntity(new ByteArrayEntity(request.body(), null));
        }
        wire.setConfig(RequestConfig.custom()
                .setResponseTimeout(Timeout.of(request.timeout()))
                .setConnectionRequestTimeout(Timeout.of(WAIT_FOR_PLACE))
                .build());
        var end = watchdog.schedule(wire::cancel, request.timeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(wire, this::read);
        } catch (ConnectException
                | ConnectTimeoutException
                | UnknownHostException
                | NoRouteToHostException
                | ConnectionRequestTimeoutException notSent) {
            return new Answer.NotSent(shortly(notSent));
        } catch (IOException | RuntimeException unclear) {
            return new Answer.Silent(shortly(unclear));
        } finally {
            end.cancel(false);
        }
    }

    private Answer read(ClassicHttpResponse response) throws IOException {
        var headers = new HashMap<String, String>();
        for (Header header : response.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        var entity = response.getEntity();
        if (entity == null) {
            return new Answer.Answered(response.getCode(), headers, new byte[0]);
        }
        try (InputStream content = entity.getContent()) {
            byte[] body = content.readNBytes(mostBytes + 1);
            if (body.length > mostBytes) {
                throw new IOException("the answer is larger than " + mostBytes + " bytes");
            }
            return new Answer.Answered(response.getCode(), headers, body);
        }
    }

    private static String shortly(Exception problem) {
        return problem.getClass().getSimpleName() + ": " + problem.getMessage();
    }

    @Override
    public void close() throws IOException {
        watchdog.shutdownNow();
        client.close();
    }
}
