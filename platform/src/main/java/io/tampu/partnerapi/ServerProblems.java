package io.tampu.partnerapi;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server itself refuses, before any of our code has seen it, as a problem document too: no page of HTML, no stack
 * trace, no name or version of a server.
 */
public class ServerProblems extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ServerProblems.class);

    /**
     * Says it in another way, if another door can.
     *
     * @return false, and nothing is written: it is said as a problem document
     */
    protected boolean tellPeople(Request request, Response response, int status) throws IOException {
        return false;
    }

    @Override
    protected final void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < HttpServletResponse.SC_BAD_REQUEST
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        ProblemCode code = ProblemCode.of(status);
        if (code == ProblemCode.INTERNAL) {
            LOG.error("a request failed outside the controllers", thrown);
        }
        try {
            AnswerHeaders.put(response);
            if (!tellPeople(request, response, status)) {
                Problems.write(
                        response, code, code == ProblemCode.INTERNAL ? Problems.REPEAT : "The request cannot be read.");
            }
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("a problem could not be told: {}", gone.toString());
        }
    }
}
