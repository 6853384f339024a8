package io.tampu.suppliers.airalo;

import io.tampu.suppliers.OrderWord;
import io.tampu.suppliers.TopUpOrder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;

/** Finds our orders again, by the mark that they bear as their description. */
final class FindOrders {

    /** Rows asked for at once. One mark has one order; the filter is a like-search but nothing else is like a mark. */
    private static final int PAGE = 100;
    /** Pages read at most: beyond it the filter cannot have been applied, and the list proves nothing. */
    private static final int MOST_PAGES = 5;

    private final AiraloSettings settings;
    private final Wire wire;
    private final Clock clock;
    private final String addressOfAll;

    FindOrders(AiraloSettings settings, Wire wire, Clock clock) {
        this.settings = settings;
        this.wire = wire;
        this.clock = clock;
        this.addressOfAll = settings.address("orders");
    }

    /**
     * Looks for the mark in the order list. {@code sims/{iccid}/packages} is not consulted: its rows bear no order, no mark and no
     * time of purchase, so that a package there may be an older or a stranger's purchase, and a missing one may yet come. It can
     * neither prove nor disprove a sale.
     */
    OrderWord find(TopUpOrder order) {
        String address =
                addressOfAll + "?filter%5Bdescription%5D=" + URLEncoder.encode(order.mark(), StandardCharsets.UTF_8)
                        + "&filter%5Biccid%5D=" + order.iccid() + "&include=sims,status&limit=" + PAGE + "&page=";
        var rows = new ArrayList<Fields>();
        try {
            for (int page = 1; page <= MOST_PAGES; page++) {
                Fields answer = wire.get(Endpoint.ORDERS, order.iccid(), address + page, settings.readTimeout())
                        .answer();
                rows.addAll(answer.objects("data"));
                if (isLast(answer, page)) {
                    return Orders.judge(rows, order, clock.instant());
                }
            }
            OrderWord word = Orders.judge(rows, order, clock.instant());
            return word instanceof OrderWord.NotSeen
                    ? new OrderWord.Silent("the order list does not end after " + MOST_PAGES + " pages")
                    : word;
        } catch (Unreadable unreadable) {
            return new OrderWord.Silent(unreadable.what());
        }
    }

    private static boolean isLast(Fields answer, int page) throws Unreadable {
        Optional<Fields> meta = answer.maybeObject("meta");
        if (meta.isPresent() && meta.get().has("last_page")) {
            return page >= meta.get().whole("last_page");
        }
        return answer.maybeObject("links").filter(links -> links.has("next")).isEmpty();
    }
}
