using System.Collections.Immutable;

namespace QuickLook.Core.Mappings;

/// <summary>Which products the runs of a flavor write, of those that their recipe makes.</summary>
public sealed record ProductChoice
{
    private readonly ImmutableDictionary<ProductKind, bool> chosen;

    private ProductChoice(ImmutableDictionary<ProductKind, bool> chosen) => this.chosen = chosen;

    /// <summary>What is written when nobody says anything: all kinds but the preprocessed image.</summary>
    public static ProductChoice Default { get; } = new(ImmutableDictionary<ProductKind, bool>.Empty);

    /// <summary>True when products of this kind are written.</summary>
    /// <param name="kind">The kind.</param>
    public bool Writes(ProductKind kind) => chosen.GetValueOrDefault(kind, kind != ProductKind.Preproc);

    /// <summary>The same choice but for one kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="isWritten">Whether it is written.</param>
    public ProductChoice With(ProductKind kind, bool isWritten) => new(chosen.SetItem(kind, isWritten));
}
