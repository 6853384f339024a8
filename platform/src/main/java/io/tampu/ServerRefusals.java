package io.tampu;

import io.tampu.partnerapi.ServerProblems;
import io.tampu.storefront.Storefront;
import java.io.IOException;
import java.util.function.Supplier;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;

/** What the server itself refuses: a page for people who look at the website, a problem document for programs. */
final class ServerRefusals extends ServerProblems {

    private final Supplier<Storefront.ForPeople> website;

    /** @param website which is not there yet when the server is put together */
    ServerRefusals(Supplier<Storefront.ForPeople> website) {
        this.website = website;
    }

    @Override
    protected boolean tellPeople(Request request, Response response, int status) throws IOException {
        // A first line that cannot be read has no address, so nobody knows which door was meant.
        return request.getRequestURI() != null
                && website.get().tell(request.getRequest(), response.getResponse(), status);
    }
}
