//! Where the resolver of musl, the C library of Alpine images, ends differently than glibc's.

use super::answer::{Answer, Status};
use super::dig::Dig;
use super::name::absolute;
use super::zone::Zone;
use crate::message;
use crate::message::Message;

/// What a program on musl gets to know where that is not what the look-up says: musl ends its search at the first
/// name that exists, even if it has no record of the type, and never searches for a name with `ndots` dots
/// (`name_from_dns_search` of src/network/lookup_name.c).
pub fn musl_differs(zone: &Zone, dig: &Dig) -> Option<Message> {
    let name = &dig.question.name;
    let dots = u32::try_from(name.matches('.').count()).unwrap_or(u32::MAX);
    let is_searched = !name.ends_with('.') && dots < dig.resolver.ndots;
    let ask = |name: &str| dig.resolver.ask(zone, name, dig.question.r#type);
    let ends = |answer: &Answer| answer.status != Status::NxDomain;
    let searches = dig.resolver.searches.iter().filter(|_| is_searched);
    let found = searches.map(|search| format!("{name}.{}.", search.trim_matches('.'))).find_map(|name| {
        let answer = ask(&name);
        ends(&answer).then_some((name, answer))
    });
    let (last, answer) = found.unwrap_or_else(|| (absolute(name).into_owned(), ask(name)));
    if (answer.status, &answer.answer) == (dig.status, &dig.answer) {
        return None;
    }
    Some(match (is_searched, answer.status) {
        (true, Status::NoError) => message!(
            "with musl (Alpine images) the search ends at {name}, which exists without a record of type {type}",
            name = last,
            type = dig.question.r#type
        ),
        _ => message!(
            "with musl (Alpine images) a name with {ndots} or more dots is tried as it is alone, so {name} ends there",
            ndots = dig.resolver.ndots,
            name = name
        ),
    })
}
