//! Things in a column, each as near as it can be to where it would like to be.

/// A thing in a column, from top to bottom.
pub struct Item {
    /// Its height.
    pub height: f64,
    /// The space above it; that of the first does not count.
    pub gap: f64,
    /// Where its top would like to be.
    pub wish: f64,
    /// How much it minds to be elsewhere; more than 0.
    pub weight: f64,
}

/// The tops of the items: in order, without overlap, and with the least sum of squared distances from the wishes.
///
/// Without its height and the gaps above it, each item is a point, and the points must not descend. That is isotonic
/// regression, which pooling neighbours that stand in each other's way solves exactly.
pub fn stack(items: &[Item]) -> Vec<f64> {
    struct Pool {
        sum: f64,
        weight: f64,
        count: usize,
    }
    let mut pools: Vec<Pool> = Vec::new();
    let mut offsets = Vec::with_capacity(items.len());
    let mut offset = 0.0;
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            offset += item.gap;
        }
        offsets.push(offset);
        let mut pool = Pool { sum: (item.wish - offset) * item.weight, weight: item.weight, count: 1 };
        while let Some(above) = pools.pop_if(|above| above.sum / above.weight > pool.sum / pool.weight) {
            pool.sum += above.sum;
            pool.weight += above.weight;
            pool.count += above.count;
        }
        pools.push(pool);
        offset += item.height;
    }
    let places = pools.iter().flat_map(|pool| std::iter::repeat_n(pool.sum / pool.weight, pool.count));
    places.zip(offsets).map(|(place, offset)| place + offset).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tops(wishes: &[f64]) -> Vec<f64> {
        let items: Vec<Item> =
            wishes.iter().map(|wish| Item { height: 10.0, gap: 2.0, wish: *wish, weight: 1.0 }).collect();
        stack(&items)
    }

    #[test]
    fn everyone_who_can_stands_where_he_wishes() {
        assert_eq!(tops(&[0.0, 12.0, 100.0]), [0.0, 12.0, 100.0]);
    }

    #[test]
    fn those_who_would_overlap_share_the_way() {
        assert_eq!(tops(&[50.0, 50.0]), [44.0, 56.0]);
        assert_eq!(tops(&[100.0, 0.0, 200.0]), [44.0, 56.0, 200.0]);
    }
}
