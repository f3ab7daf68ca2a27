using System.Text.Json.Nodes;
using QuickLook.Core.QualityTests;

namespace QuickLook.Tests.Core.QualityTests;

/// <summary>Takes metrics out of a result; null becomes NaN, so that lists can be compared as numbers.</summary>
internal static class Metrics
{
    public static double Number(this QualityTestResult result, string key) => NumberOf(Find(result, key));

    public static double[] Numbers(this QualityTestResult result, string key) => NumbersOf(Find(result, key));

    public static double[][] Rows(this QualityTestResult result, string key) =>
        [.. Find(result, key).ShouldBeOfType<JsonArray>().Select(NumbersOf)];

    public static string[] Texts(this QualityTestResult result, string key) =>
        [.. Find(result, key).ShouldBeOfType<JsonArray>().Select(item => item!.GetValue<string>())];

    /// <summary>Compares numbers within a tolerance; NaN is near NaN.</summary>
    public static void ShouldBeNear(this double[] actual, double[] expected, double tolerance)
    {
        actual.Select(double.IsNaN).ShouldBe(expected.Select(double.IsNaN));
        actual.Where(double.IsFinite).ShouldBe(expected.Where(double.IsFinite), tolerance);
    }

    private static JsonNode? Find(QualityTestResult result, string key)
    {
        result.Metrics.ContainsKey(key).ShouldBeTrue(key);
        return result.Metrics[key];
    }

    private static double[] NumbersOf(JsonNode? node) => [.. node.ShouldBeOfType<JsonArray>().Select(NumberOf)];

    private static double NumberOf(JsonNode? node) =>
        node is null ? double.NaN
        : node.AsValue().GetValue<object>() is int whole ? whole
        : node.GetValue<double>();
}
