using System.Collections.Immutable;
using System.Text.Json.Nodes;
using QuickLook.Core.QualityTests;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Core.Pipeline;

/// <summary>A quality test that finds what it is told to.</summary>
public sealed class ScriptedTest(string name, Func<QualityTestResult> finds) : IQualityTest
{
    public string Name => name;

    public ImmutableArray<string> JudgedMetrics => [];

    public Result<QualityTestResult> Measure(CameraEvidence evidence, IReadOnlyDictionary<string, JsonNode> parameters) => finds();
}
