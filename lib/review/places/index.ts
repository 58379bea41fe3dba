/** Where rows of reviews and findings are: in the source code, or in the files of the input. */
export { FindingPlaces } from "./finding-places";
export { InputPlaces, type PlacedInput } from "./input-places";
export { RowPlaces } from "./row-places";
