using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Mappings;

/// <summary>New texts of a test.</summary>
/// <param name="Flavors">In whose files; at least one.</param>
/// <param name="StatusKey">The test's status key.</param>
/// <param name="Before">The texts that the author saw: refused when a file says something else by now.</param>
/// <param name="After">The texts that are wanted.</param>
public sealed record TextsChange(ImmutableArray<Flavor> Flavors, string StatusKey, TestTexts Before, TestTexts After);
