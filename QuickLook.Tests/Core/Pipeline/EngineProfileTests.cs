using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Judging;
using QuickLook.Core.Mappings;
using QuickLook.Core.Pipeline;
using QuickLook.Core.QualityTests.Document;
using QuickLook.Tests.Core.Mappings;
using QuickLook.Tests.Golden;

namespace QuickLook.Tests.Core.Pipeline;

public class EngineProfileTests
{
    [Theory]
    [InlineData("desispec")]
    [InlineData(" DESISPEC ")]
    public void A_profile_is_read_by_name_in_any_case(string name) =>
        EngineProfile.Parse(name).Value.ShouldBeSameAs(EngineProfile.Desispec);

    [Fact]
    public void A_name_that_is_no_profile_is_answered_with_those_there_are()
    {
        EngineProfile
            .Parse("dezispec")
            .Failure!.Reason.ShouldBe("'dezispec' is not a profile of the engine: quicklook or desispec; did you mean 'desispec'?");
        EngineProfile.Parse(null).IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public void Recipes_may_name_the_steps_and_tests_of_every_profile()
    {
        foreach (var profile in EngineProfile.All)
        {
            NativeEngine.Vocabulary.Steps.ShouldBe(profile.Steps.Select(step => step.Name));
            profile.Tests.Keys.ShouldBeSubsetOf(NativeEngine.Vocabulary.Tests);
        }
    }

    [Fact]
    public async Task Swapped_amplifiers_are_seen_by_position_and_not_by_the_originals_rule()
    {
        (await BiasOfSwappedReferencesAsync(EngineProfile.QuickLook)).ShouldBe(Quality.Alarm);
        (await BiasOfSwappedReferencesAsync(EngineProfile.Desispec)).ShouldBe(Quality.Normal);
    }

    private static async Task<Quality> BiasOfSwappedReferencesAsync(EngineProfile profile)
    {
        // Truth of set A, camera b0, amplifiers 1 to 4 (Golden/README.md); here 4 to 1.
        var set = await MappingFiles.LoadAsync(MappingFiles.Product);
        var limits = new TestLimits
        {
            References = Everywhere<ImmutableArray<double>>([167.1, 128.2, 177.8, 185.1]),
            Normal = Everywhere(new LimitRange(-5, 5)),
            Warning = Everywhere(new LimitRange(-10, 10)),
        };
        var mappings = MappingChanges.OfTest(set, Flavor.Zero, "Bias_From_Overscan", test => test with { Limits = limits });
        var run = await GoldenRun.OfAsync(GoldenSet.A, 101, "b0", mappings, profile: profile);

        var document = MergedQa.Read(run.Outcome.MergedQa!.Value).Value;
        document.Origin!.Profile.ShouldBe(profile.Name);
        document.Origin.StatusRule.ShouldBe(profile.Rule.Name);
        return document.StatusOf("CHECK_CCDs", "BIAS_AMP_STATUS");
    }

    private static ImmutableDictionary<LimitScope, T> Everywhere<T>(T value) =>
        ImmutableDictionary<LimitScope, T>.Empty.Add(LimitScope.General, value);
}
