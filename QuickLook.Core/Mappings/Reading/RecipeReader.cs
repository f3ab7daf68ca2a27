using System.Collections.Immutable;
using System.Text.Json;
using QuickLook.Core.Results;

namespace QuickLook.Core.Mappings.Reading;

/// <summary>Reads <c>recipe</c>: the steps that the native engine runs, in order, and the tests after each.</summary>
internal static class RecipeReader
{
    private const int MostSteps = 40;
    private const int MostTests = 40;

    public static ImmutableArray<RecipeStep> Read(MappingObject file, MappingVocabulary vocabulary, FaultList faults)
    {
        var nodes = file.OptionalArray("recipe", MostSteps);
        FlavorFileReader.FindDuplicates("step of the recipe", nodes, "step", faults);
        var tests = new HashSet<string>(StringComparer.Ordinal);
        return [.. nodes.Select(node => ReadStep(node, vocabulary, tests, faults)).OfType<RecipeStep>()];
    }

    private static RecipeStep? ReadStep(LocatedJson node, MappingVocabulary vocabulary, HashSet<string> seen, FaultList faults)
    {
        if (MappingObject.Of(node, faults, "step", "tests", "parameters") is not { } step)
        {
            return null;
        }

        var name = step.RequiredText("step");
        if (name.Length > 0 && !vocabulary.Steps.Contains(name))
        {
            faults.Add(
                step.Find("step")!,
                $"'{name}' is not a step that this version runs ({string.Join(", ", vocabulary.Steps)}){Spelling.Hint(name, vocabulary.Steps)}"
            );
        }

        foreach (var test in step.OptionalArray("tests", MostTests).Where(test => test.Kind == JsonValueKind.String))
        {
            if (!vocabulary.Tests.Contains(test.Text))
            {
                faults.Add(
                    test,
                    $"'{test.Text}' is not a test that this version computes ({string.Join(", ", vocabulary.Tests)}){Spelling.Hint(test.Text, vocabulary.Tests)}"
                );
            }
            else if (!seen.Add(test.Text))
            {
                faults.Add(test, $"'{test.Text}' is in the recipe already");
            }
        }

        return new RecipeStep
        {
            Name = name,
            Tests = [.. step.OptionalTexts("tests", MostTests)],
            Parameters = TestReader.ReadParameters(step, faults),
        };
    }
}
