using System.Text.Json.Nodes;
using QuickLook.Core.Judging;

namespace QuickLook.Core.Storage.Schema;

/// <summary>One verdict of a camera's run, as kept in the table.</summary>
/// <param name="Test">Name of the test: <c>Get_RMS</c>.</param>
/// <param name="StatusKey">Key of the status: <c>NOISE_AMP_STATUS</c>.</param>
/// <param name="Quality">The verdict.</param>
/// <param name="Value">The judged value: a number or a small array; null when there is none.</param>
/// <param name="Explanation">One sentence when it is not normal; null otherwise.</param>
/// <param name="Limits">What it was judged by; empty when there are no limits.</param>
public sealed record TestRecord(string Test, string StatusKey, Quality Quality, JsonNode? Value, string? Explanation, string Limits = "");
