//! Where the resolver of musl, the C library of Alpine images, ends differently than glibc's.

use std::net::IpAddr;

use super::answer::{Answer, Status};
use super::dig::Dig;
use super::name::absolute;
use super::record::RecordType;
use super::resolver::{Server, is_cluster_dns};
use super::zone::Zone;
use crate::message;
use crate::message::Message;

/// A line of resolv.conf that is longer is left out, its newline included (`__get_resolv_conf` of
/// src/network/resolvconf.c).
const MAX_LINE: usize = 255;

/// What a program on musl gets to know where that is not what the look-up says.
pub fn musl_differs(zone: &Zone<'_>, dig: &Dig) -> Option<Message> {
    let searches = searches(dig);
    let name = &dig.question.name;
    let ask = |name: String| {
        let answer = dig.resolver.ask(zone, &name, dig.question.r#type);
        (name, answer)
    };
    // The first name that exists ends the search, also one without a record of the type (`name_from_dns_search` of
    // src/network/lookup_name.c).
    let ends = |(_, answer): &(String, Answer)| answer.status != Status::NxDomain;
    let list = if let Searches::List(list) = searches { list } else { &[] };
    let searched = list.iter().map(|search| format!("{name}.{}.", search.trim_matches('.')));
    let found = searched.map(ask).find(ends);
    let (last, answer) = found.unwrap_or_else(|| ask(absolute(name).into_owned()));
    if (answer.status, &answer.answer) == (dig.status, &dig.answer) {
        return mixed_servers(zone, dig);
    }
    Some(match searches {
        Searches::List(_) => message!(
            "with musl (Alpine images) the search ends at {name}, which exists without a record of type {type}",
            name = last,
            type = dig.question.r#type
        ),
        Searches::NotOfThisType => message!(
            "with musl (Alpine images) only addresses are searched for: a question of type {type} is asked for {name} \
             as it is",
            type = dig.question.r#type,
            name = name
        ),
        Searches::LineTooLong(length) => message!(
            "with musl (Alpine images) there is no search, because the search line of resolv.conf has {length} \
             characters and more than {most} are not read",
            length = length,
            most = MAX_LINE
        ),
        Searches::EnoughDots => message!(
            "with musl (Alpine images) a name with {ndots} or more dots is tried as it is alone, so {name} ends there",
            ndots = dig.resolver.ndots,
            name = name
        ),
    })
}

/// Which names musl tries before the name as it is.
#[derive(Debug, Clone, Copy)]
enum Searches<'a> {
    List(&'a [String]),
    /// `res_search` is `res_query` (src/network/res_query.c): only `getaddrinfo` and its like search.
    NotOfThisType,
    LineTooLong(usize),
    EnoughDots,
}

fn searches(dig: &Dig) -> Searches<'_> {
    let resolver = &dig.resolver;
    let line = "search ".len() + resolver.searches.join(" ").len() + "\n".len();
    let dots = u32::try_from(dig.question.name.matches('.').count()).unwrap_or(u32::MAX);
    if !matches!(dig.question.r#type, RecordType::A | RecordType::Aaaa) {
        Searches::NotOfThisType
    } else if dig.question.name.ends_with('.') || dots >= resolver.ndots {
        Searches::EnoughDots
    } else if line > MAX_LINE {
        Searches::LineTooLong(line)
    } else {
        Searches::List(&resolver.searches)
    }
}

/// musl asks all nameservers at once and takes the first answer (`__res_msend` of src/network/res_msend.c). That makes a
/// difference where some know the cluster's names and others do not.
fn mixed_servers(zone: &Zone<'_>, dig: &Dig) -> Option<Message> {
    let resolver = &dig.resolver;
    let knows = |server: &String| server.parse().is_ok_and(|ip: IpAddr| is_cluster_dns(zone.cluster, ip));
    let first = resolver.server == Server::Cluster;
    let is_mixed = resolver.nameservers.iter().any(|server| knows(server) != first);
    let is_of_cluster = |name: &str| !zone.lookup(name, dig.question.r#type).answer.is_empty();
    (is_mixed && dig.queries.iter().any(|query| is_of_cluster(&query.name))).then(|| {
        message!(
            "with musl (Alpine images) all nameservers are asked at once and the first answer counts, but not all of \
             them know the names of the cluster: {servers}",
            servers = resolver.nameservers.join(", ")
        )
    })
}
