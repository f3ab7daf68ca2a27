using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Mappings.Reading;

/// <summary>Reads one <c>FLAVOR.json</c>: stages, tests and recipe.</summary>
internal static class FlavorFileReader
{
    private const int MostStages = 20;
    private const int MostTests = 60;

    /// <summary>Reads the file's root.</summary>
    /// <param name="root">The root value.</param>
    /// <param name="expected">The flavor that the file's name promises.</param>
    /// <param name="vocabulary">Names that a recipe may use.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <returns>The mapping, to be thrown away when there are faults; null when the root is not an object.</returns>
    public static FlavorMapping? Read(LocatedJson root, Flavor expected, MappingVocabulary vocabulary, FaultList faults)
    {
        if (MappingObject.Of(root, faults, "flavor", "step_list", "recipe", "products") is not { } file)
        {
            return null;
        }

        var written = file.RequiredText("flavor");
        if (written.Length > 0 && (!Flavors.Parse(written).TryGet(out var flavor, out _) || flavor != expected))
        {
            faults.Add(file.Find("flavor")!, $"the file's name promises the flavor '{expected.Name()}', but this says '{written}'");
        }

        var stages = file.RequiredArray("step_list", MostStages).Select(node => ReadStage(node, faults)).OfType<StageMapping>().ToList();
        if (file.Find("step_list") is { Items.Count: 0 } empty)
        {
            faults.Add(empty, "there is no stage");
        }

        FindDuplicates(file, faults);
        var recipe = RecipeReader.Read(file, vocabulary, faults);
        var computed = recipe.SelectMany(step => step.Tests).ToHashSet(StringComparer.Ordinal);
        return new FlavorMapping
        {
            Flavor = expected,
            Recipe = recipe,
            Products = ProductsReader.Read(file, faults),
            Stages = recipe.IsEmpty
                ? [.. stages]
                : [.. stages.Select(stage => stage with { Tests = [.. stage.Tests.Select(test => Marked(test, computed))] })],
        };
    }

    private static TestMapping Marked(TestMapping test, HashSet<string> computed) =>
        test with
        {
            IsComputed = test.Test is { } name && computed.Contains(name),
        };

    private static StageMapping? ReadStage(LocatedJson node, FaultList faults) =>
        MappingObject.Of(node, faults, "display_name", "name", "start", "end", "qa_list") is { } stage
            ? new StageMapping
            {
                Name = stage.RequiredText("name"),
                DisplayName = stage.RequiredText("display_name"),
                StartText = stage.RequiredText("start"),
                EndText = stage.RequiredText("end"),
                Tests = [.. stage.RequiredArray("qa_list", MostTests).Select(test => TestReader.Read(test, faults)).OfType<TestMapping>()],
            }
            : null;

    private static void FindDuplicates(MappingObject file, FaultList faults)
    {
        var stages = file.Find("step_list")?.Items ?? [];
        FindDuplicates("stage", stages, "name", faults);
        var tests = stages.SelectMany(stage => stage.Find("qa_list")?.Items ?? []).ToList();
        FindDuplicates("test", tests, "name", faults);
        FindDuplicates("test", tests, "status_key", faults);
    }

    /// <summary>A key that is to tell things apart and does not is a fault of the second thing.</summary>
    public static void FindDuplicates(string thing, IEnumerable<LocatedJson> nodes, string key, FaultList faults)
    {
        var seen = new Dictionary<string, LocatedJson>(StringComparer.Ordinal);
        foreach (var value in nodes.Select(node => node.Find(key)).OfType<LocatedJson>().Where(value => value.Text.Length > 0))
        {
            if (!seen.TryAdd(value.Text, value))
            {
                faults.Add(value, $"another {thing} has the {key} '{value.Text}' already (line {seen[value.Text].Line})");
            }
        }
    }
}
