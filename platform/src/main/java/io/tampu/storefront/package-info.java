/**
 * The website on which travellers renew. Pages are made on the server and work without JavaScript, pictures or a second try: every
 * form can be sent twice. Its invariant: a page that is about somebody asks for {@link io.tampu.storefront.SignedIn}, and what it
 * shows is found by that customer's id, so nobody else's is ever found. Start reading at {@link io.tampu.storefront.RenewPages}.
 */
@NullMarked
package io.tampu.storefront;

import org.jspecify.annotations.NullMarked;
