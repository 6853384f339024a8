package io.tampu.partnerapi;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Reads a body that has a size and a time: more than that is not read at all. */
final class RequestBytes {

    /** All of it must be here by then. The server's own time-out is only about the pause between two parts. */
    private static final Duration MOST_TIME = Duration.ofSeconds(20);

    private RequestBytes() {}

    static byte[] read(HttpServletRequest request, int most) throws IOException {
        if (request.getContentLengthLong() > most) {
            throw tooLarge(most);
        }
        var whole = new ByteArrayOutputStream(Math.max(512, request.getContentLength()));
        var part = new byte[4096];
        // A duration between two readings of this machine, not a time: no clock of the business.
        long began = System.nanoTime();
        try {
            InputStream in = request.getInputStream();
            for (int length = in.read(part); length >= 0; length = in.read(part)) {
                whole.write(part, 0, length);
                if (whole.size() > most) {
                    throw tooLarge(most);
                }
                if (System.nanoTime() - began > MOST_TIME.toNanos()) {
                    throw tooSlow();
                }
            }
        } catch (IOException problem) {
            if (problem instanceof SocketTimeoutException || problem.getCause() instanceof SocketTimeoutException) {
                throw tooSlow();
            }
            throw problem;
        }
        return whole.toByteArray();
    }

    private static Refused tooLarge(int most) {
        return Refused.because(ProblemCode.BODY_TOO_LARGE, "The body is larger than " + most + " bytes.");
    }

    private static Refused tooSlow() {
        return Refused.because(ProblemCode.BODY_TOO_SLOW, "The body did not arrive in time.");
    }
}
