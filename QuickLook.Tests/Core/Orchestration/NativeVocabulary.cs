using QuickLook.Core.Mappings;

namespace QuickLook.Tests.Core.Orchestration;

/// <summary>Steps and tests that the shipped recipes name.</summary>
internal static class NativeVocabulary
{
    public static MappingVocabulary Value { get; } =
        new(["Initialize", "Preproc"], ["Check_HDUs", "Bias_From_Overscan", "Get_RMS", "Count_Pixels", "Calc_XWSigma"]);
}
