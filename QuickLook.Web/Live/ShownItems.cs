using System.Collections.Immutable;

namespace QuickLook.Web.Live;

/// <summary>A list of values that equals another list when all its items do: what a <see cref="StillComponent"/> shows.</summary>
public sealed class ShownItems : IEquatable<ShownItems>
{
    private readonly ImmutableArray<object?> items;

    /// <summary>These items.</summary>
    /// <param name="items">The items, each immutable.</param>
    public ShownItems(params ReadOnlySpan<object?> items) => this.items = [.. items];

    /// <inheritdoc/>
    public bool Equals(ShownItems? other) => other is not null && items.AsSpan().SequenceEqual(other.items.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ShownItems);

    /// <inheritdoc/>
    public override int GetHashCode() => items.Length;
}
