/**
 * The house rules as tests. {@link io.tampu.house.HouseRulesTest} holds the real program against them; {@link
 * io.tampu.house.PlantedFaultsTest} plants a fault for each rule and sees it reported, because a rule that matches nothing
 * passes in silence. Limits are ratchets: they only go down.
 */
@NullMarked
package io.tampu.house;

import org.jspecify.annotations.NullMarked;
