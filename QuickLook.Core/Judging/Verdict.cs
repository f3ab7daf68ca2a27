using System.Collections.Immutable;

namespace QuickLook.Core.Judging;

/// <summary>What was decided about one metric.</summary>
/// <param name="Quality">
/// The worst of all elements that count. An alarm or a warning outweighs an element that could not be judged; that one outweighs a normal one.
/// </param>
/// <param name="Elements">One verdict per element, in order; empty when the metric could not be judged as a whole.</param>
/// <param name="Sentence">One sentence for a person: the worst element, its value and its limits, or why there is no verdict.</param>
public sealed record Verdict(Quality Quality, ImmutableArray<ElementVerdict> Elements, string Sentence);

/// <summary>What was decided about one element of a metric.</summary>
/// <param name="Name">How a sentence calls the element; empty for a metric of one value.</param>
/// <param name="Value">Its value; NaN when there is none.</param>
/// <param name="Deviation">How far it is from its reference, with the sign that the rule uses; NaN when there is no value.</param>
/// <param name="Quality">The verdict; <see cref="Quality.None"/> for an element that is left out because it is known to be broken.</param>
public sealed record ElementVerdict(string Name, double Value, double Deviation, Quality Quality);
