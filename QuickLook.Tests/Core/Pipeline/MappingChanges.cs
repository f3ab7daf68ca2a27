using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;

namespace QuickLook.Tests.Core.Pipeline;

/// <summary>A mapping set with something changed for one test.</summary>
public static class MappingChanges
{
    public static MappingSet OfFlavor(MappingSet set, Flavor flavor, Func<FlavorMapping, FlavorMapping> change) =>
        set with
        {
            Flavors = set.Flavors.SetItem(flavor, change(set.Flavors[flavor])),
        };

    public static MappingSet OfRecipe(MappingSet set, Flavor flavor, Func<ImmutableArray<RecipeStep>, ImmutableArray<RecipeStep>> change) =>
        OfFlavor(set, flavor, mapping => mapping with { Recipe = change(mapping.Recipe) });

    public static MappingSet OfTest(MappingSet set, Flavor flavor, string test, Func<TestMapping, TestMapping> change) =>
        OfFlavor(
            set,
            flavor,
            mapping =>
                mapping with
                {
                    Stages =
                    [
                        .. mapping.Stages.Select(stage =>
                            stage with
                            {
                                Tests = [.. stage.Tests.Select(each => each.Test == test ? change(each) : each)],
                            }
                        ),
                    ],
                }
        );
}
