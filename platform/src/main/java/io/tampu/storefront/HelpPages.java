package io.tampu.storefront;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What to do when there is no data after a renewal, and how this works, for anybody. */
@RestController
final class HelpPages {

    private final Pages pages;

    HelpPages(Pages pages) {
        this.pages = pages;
    }

    @GetMapping("/help")
    ResponseEntity<byte[]> help(HttpServletRequest request) {
        return pages.show(request, "help", "");
    }
}
