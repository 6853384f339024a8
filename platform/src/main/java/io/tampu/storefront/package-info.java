/**
 * Not built yet: the website and the installable app on which travellers renew. Pages are made on the server and work without
 * JavaScript.
 */
@NullMarked
package io.tampu.storefront;

import org.jspecify.annotations.NullMarked;
