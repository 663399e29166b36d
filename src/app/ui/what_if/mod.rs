//! "What if" on the page: the menu that lets something happen to an object, and the list of what has happened.

mod handle;
mod items;
mod menu;
mod services;
mod strip;

pub use handle::put_handle;
pub use menu::Menu;
pub use strip::Strip;

/// The attribute of whatever opens the menu of an object: `Pod/shop/web-0`.
const OPENS: &str = "data-what-if-of";
